package io.dataops.graph.json;

import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that tells, every mebibyte and at its end, how many of its bytes were read. */
public final class ReadProgress extends FilterInputStream {
    private static final long STEP = 1 << 20;

    private final ProgressListener listener;
    private final String phase;
    private final long total;
    private long done;
    private long told;

    private ReadProgress(InputStream in, ProgressListener listener, String phase, long total) {
        super(in);
        this.listener = listener;
        this.phase = phase;
        this.total = total;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param listener what to tell
     * @return its bytes
     * @throws IOException if it cannot be opened
     */
    public static InputStream open(Path file, ProgressListener listener) throws IOException {
        long size = Files.size(file);
        Path name = file.getFileName();
        return new ReadProgress(
                Files.newInputStream(file), listener, "reading " + (name == null ? file : name), Math.max(0, size));
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? -1 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(read);
        return read;
    }

    private void count(int read) {
        if (read > 0) {
            done += read;
        }
        if (done - told >= STEP || (read < 0 && done > told)) {
            told = done;
            listener.progressed(Progress.of(phase, done).outOf(Math.max(done, total)));
        }
    }
}
