package dev.signalbox.knowledgebase;

import java.util.List;
import java.util.Locale;

/**
 * The text of a COBOL program in which an entry's problem happens.
 *
 * @param sections its divisions and paragraphs, in order
 * @param errorLine where the error shows, counted from 1
 */
record Source(String text, List<Section> sections, int errorLine, int lines) {

    /** A part of it, from one line to another, counted from 1. */
    record Section(String type, String name, int first, int last) {}

    static Source of(Entry entry, long file) {
        String program = entry.program();
        String prefix = entry.component().prefix();
        String body =
                """
                       IDENTIFICATION DIVISION.
                       PROGRAM-ID. %1$s.
                       AUTHOR. %3$s.
                      * %2$s
                       ENVIRONMENT DIVISION.
                       INPUT-OUTPUT SECTION.
                       FILE-CONTROL.
                           SELECT MASTER-FILE ASSIGN TO %4$sMST
                               ORGANIZATION IS INDEXED
                               RECORD KEY IS MASTER-KEY
                               FILE STATUS IS WS-STATUS.
                       DATA DIVISION.
                       FILE SECTION.
                       FD  MASTER-FILE.
                       COPY %4$sREC.
                       WORKING-STORAGE SECTION.
                       01  WS-STATUS            PIC XX.
                       01  WS-AMOUNT            PIC S9(9)V99 COMP-3.
                       01  WS-READ              PIC 9(%6$d).
                       PROCEDURE DIVISION.
                       0000-MAIN.
                           PERFORM 1000-OPEN
                           PERFORM 2000-PROCESS UNTIL WS-STATUS = '10'
                           PERFORM 9000-CLOSE
                           GOBACK.
                       1000-OPEN.
                           OPEN I-O MASTER-FILE
                           IF WS-STATUS NOT = '00'
                               DISPLAY '%1$s OPEN ' WS-STATUS
                           END-IF.
                       2000-PROCESS.
                           READ MASTER-FILE NEXT
                           ADD 1 TO WS-READ
                      * HERE: %5$s
                           COMPUTE WS-AMOUNT = MASTER-AMOUNT * %7$d / 100
                           REWRITE MASTER-RECORD.
                       9000-CLOSE.
                           CLOSE MASTER-FILE.
                """
                        .formatted(
                                program,
                                entry.component().name().toUpperCase(Locale.ROOT),
                                entry.component().team().toUpperCase(Locale.ROOT),
                                prefix,
                                entry.topic().code(),
                                5 + file % 5,
                                100 + file);
        return new Source(
                body,
                List.of(
                        new Section("division", "IDENTIFICATION", 1, 4),
                        new Section("division", "DATA", 12, 19),
                        new Section("division", "PROCEDURE", 20, 38),
                        new Section("paragraph", "1000-OPEN", 26, 30),
                        new Section("paragraph", "2000-PROCESS", 31, 36)),
                34,
                38);
    }
}
