DROP INDEX "Author_name";
ALTER TABLE "Author" DROP COLUMN "born";
