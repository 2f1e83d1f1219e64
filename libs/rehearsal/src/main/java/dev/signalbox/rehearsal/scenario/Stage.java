package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.database.Alarm;
import dev.signalbox.rehearsal.database.Moved;
import dev.signalbox.rehearsal.database.OpenConnection;
import dev.signalbox.rehearsal.database.Project;
import dev.signalbox.rehearsal.database.RehearsedDatabase;
import dev.signalbox.rehearsal.suite.Place;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What one scenario works on, and what it has done so far. */
final class Stage implements AutoCloseable {

    private final RehearsedDatabase database;
    private final Connection connection;
    private final Remembered remembered;
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private volatile Place place;
    private @Nullable Moved last;
    private long rowsBefore;

    private Stage(
            RehearsedDatabase database, Connection connection, Remembered remembered, Place start) {
        this.database = database;
        this.connection = connection;
        this.remembered = remembered;
        this.place = start;
    }

    /**
     * @throws SQLException when the database cannot be made
     */
    static Stage in(Path folder, Project project, Alarm alarm, Place start) throws SQLException {
        var database = RehearsedDatabase.in(project, folder.resolve("database.db"), alarm);
        var connection = OpenConnection.to(database.address(), alarm);
        return new Stage(
                database,
                connection,
                new Remembered(connection, folder.resolve("remembered.db")),
                start);
    }

    RehearsedDatabase database() {
        return database;
    }

    Connection connection() {
        return connection;
    }

    Remembered remembered() {
        return remembered;
    }

    /** Where it is, for whoever has to say where it hung. */
    Place place() {
        return place;
    }

    void at(Place next) {
        place = next;
    }

    void moved(Moved moved, long rowsHeldBefore) {
        last = moved;
        rowsBefore = rowsHeldBefore;
        notes.addAll(moved.notes());
    }

    void note(List<String> sentences) {
        notes.addAll(sentences);
    }

    @Nullable Moved last() {
        return last;
    }

    /** Rows of all tables before the last way up or down. */
    long rowsBefore() {
        return rowsBefore;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * @throws SQLException when it is still in use
     */
    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
