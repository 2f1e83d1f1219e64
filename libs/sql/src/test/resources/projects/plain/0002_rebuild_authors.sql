ALTER TABLE `authors` ADD `born` integer;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_authors` (`id` integer PRIMARY KEY NOT NULL, `name` text, `born` integer);
--> statement-breakpoint
INSERT INTO `__new_authors` SELECT `id`, `name`, `born` FROM `authors`;--> statement-breakpoint
DROP TABLE `authors`;--> statement-breakpoint
ALTER TABLE `__new_authors` RENAME TO `authors`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `authors_name` ON `authors` (`name`);
