-- Two orders of one account may trade with each other: both executions have the venue's one trade id.
ALTER TABLE fills RENAME TO fills_before;
DROP INDEX fills_of_order;
CREATE TABLE fills (account TEXT NOT NULL, instrument TEXT NOT NULL, trade_id TEXT NOT NULL, client_id TEXT NOT NULL, side INTEGER NOT NULL, price TEXT NOT NULL, quantity TEXT NOT NULL, fee TEXT NOT NULL, fee_asset TEXT NOT NULL, is_maker INTEGER NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (account, instrument, trade_id, side));
INSERT INTO fills (account, instrument, trade_id, client_id, side, price, quantity, fee, fee_asset, is_maker, time) SELECT account, instrument, trade_id, client_id, side, price, quantity, fee, fee_asset, is_maker, time FROM fills_before;
DROP TABLE fills_before;
CREATE INDEX fills_of_order ON fills (client_id, time);
