CREATE TABLE deployment_status (deployment INTEGER NOT NULL PRIMARY KEY, time INTEGER NOT NULL, status TEXT NOT NULL);
CREATE TABLE crashes (bot TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (bot, time));
CREATE TABLE trade_notes (deployment INTEGER NOT NULL, number INTEGER NOT NULL, tag TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (deployment, number));
CREATE TABLE alerts (id INTEGER NOT NULL PRIMARY KEY, time INTEGER NOT NULL, severity TEXT NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL, account TEXT NOT NULL, deployment INTEGER NOT NULL, acknowledged_by TEXT NOT NULL, acknowledged_at INTEGER NOT NULL);
CREATE INDEX orders_by_time ON orders (time, client_id);
CREATE INDEX trades_by_exit ON trades (exit_time, deployment, number);
