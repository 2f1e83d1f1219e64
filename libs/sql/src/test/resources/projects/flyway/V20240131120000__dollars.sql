CREATE TABLE prices (amount TEXT DEFAULT '${amount}');
