CREATE TABLE half (a);
CREATE TABLE half (a)
