CREATE TABLE plan_bundle (
  plan TEXT PRIMARY KEY REFERENCES plan (plan),
  bundle BLOB NOT NULL
);
INSERT INTO plan_bundle (plan, bundle) SELECT plan, bundle FROM plan WHERE bundle IS NOT NULL;
ALTER TABLE plan DROP COLUMN bundle;
