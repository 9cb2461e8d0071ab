CREATE TABLE plots (deployment INTEGER NOT NULL, instrument TEXT NOT NULL, panel TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, time INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (deployment, instrument, panel, name, time));
CREATE INDEX plots_by_time ON plots (deployment, time);
CREATE TABLE strategy_states (deployment INTEGER NOT NULL, instrument TEXT NOT NULL, time INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (deployment, instrument));
