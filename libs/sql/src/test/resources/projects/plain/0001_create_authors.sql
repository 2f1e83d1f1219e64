CREATE TABLE `authors` (`id` integer PRIMARY KEY NOT NULL, `name` text NOT NULL);
--> statement-breakpoint
CREATE UNIQUE INDEX `authors_name` ON `authors` (`name`);
