package dev.signalbox.audit.web;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/** The store as the running service opens it. */
@Singleton
class ServiceStore {

    private final AgroalDataSource source;

    @Inject
    ServiceStore(@DataSource("audit") AgroalDataSource source) {
        this.source = source;
    }

    String pragma(String name) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA " + name)) {
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
