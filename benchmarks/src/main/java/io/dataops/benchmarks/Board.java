package io.dataops.benchmarks;

import java.io.IOException;
import java.io.PrintStream;

/** One scoreboard: measures an answer's quality on every instance it finds, peers beside it, every answer checked. */
public interface Board {

    /** The name on the command line. */
    String name();

    /** One line that says what is measured against whom. */
    String question();

    /** Measures, printing a table as it goes, and returns the closing figures in order. */
    Score run(BoardOptions options, PrintStream out) throws IOException;
}
