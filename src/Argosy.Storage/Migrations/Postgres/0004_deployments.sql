CREATE TABLE deployment_status (deployment BIGINT NOT NULL PRIMARY KEY, time BIGINT NOT NULL, status TEXT NOT NULL);
CREATE TABLE crashes (bot TEXT NOT NULL, time BIGINT NOT NULL, PRIMARY KEY (bot, time));
CREATE TABLE trade_notes (deployment BIGINT NOT NULL, number BIGINT NOT NULL, tag TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (deployment, number));
CREATE TABLE alerts (id BIGINT NOT NULL PRIMARY KEY, time BIGINT NOT NULL, severity TEXT NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL, account TEXT NOT NULL, deployment BIGINT NOT NULL, acknowledged_by TEXT NOT NULL, acknowledged_at BIGINT NOT NULL);
CREATE INDEX orders_by_time ON orders (time, client_id);
CREATE INDEX trades_by_exit ON trades (exit_time, deployment, number);
