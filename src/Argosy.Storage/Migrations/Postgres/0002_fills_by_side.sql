-- Two orders of one account may trade with each other: both executions have the venue's one trade id.
ALTER TABLE fills DROP CONSTRAINT fills_pkey;
ALTER TABLE fills ADD PRIMARY KEY (account, instrument, trade_id, side);
