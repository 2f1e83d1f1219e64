package dev.signalbox.sql.migration;

/** The reader of each format. */
final class FormatReaders {

    private FormatReaders() {}

    static FormatReader of(MigrationFormat format) {
        return switch (format) {
            case SIGNALBOX -> new OwnReader();
            case ANNOTATED -> new AnnotatedReader();
            case SQL_AND_ROLLBACK -> new SqlAndRollbackReader();
            case PLAIN -> new PlainReader();
            case FLYWAY -> new FlywayReader();
            case GOLANG_MIGRATE -> new GolangMigrateReader();
            case DIESEL -> new DieselReader();
            case DBMATE -> new DbmateReader();
            case GOOSE -> new GooseReader();
            case PRISMA -> new PrismaReader();
            case LIQUIBASE -> new LiquibaseReader();
        };
    }
}
