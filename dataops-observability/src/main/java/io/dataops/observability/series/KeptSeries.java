package io.dataops.observability.series;

import io.dataops.api.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** One series of a {@link MetricStore}: its points in order of time, and a cell for each minute and hour with a value. */
final class KeptSeries {
    static final int RAW = 0;
    static final int MINUTE = 1;
    static final int HOUR = 2;
    private static final long[] STEP = {60_000, 60_000, 3_600_000};
    /** An entry of the tree, a cell, a boxed key and a rollup. */
    private static final long CELL_BYTES = 160;

    private static final class Cell {
        private Rollup rollup;
        private final Sketch sketch = new Sketch();

        private Cell(Rollup rollup) {
            this.rollup = rollup;
        }

        private long bytes() {
            return CELL_BYTES + sketch.bytes();
        }
    }

    private final String name;
    private long[] times = new long[8];
    private double[] values = new double[8];
    private int from;
    private int to;
    private final List<TreeMap<Long, Cell>> cells = List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    private long latest = Long.MIN_VALUE;
    private long cellBytes;

    KeptSeries(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    long bytes() {
        return 400 + 2L * name.length() + 16L * times.length + cellBytes;
    }

    /** Takes a point into each resolution that still holds its time; says whether any does. */
    boolean add(long time, double value, long[] ages, long[] floors) {
        if (time > latest) {
            latest = time;
            for (int tier = RAW; tier <= HOUR; tier++) {
                forget(tier, latest - ages[tier]);
            }
        }
        boolean taken = false;
        if (time >= latest - ages[RAW] && time >= floors[RAW]) {
            insert(time, value);
            taken = true;
        }
        for (int tier = MINUTE; tier <= HOUR; tier++) {
            long start = start(tier, time);
            if (start + STEP[tier] > latest - ages[tier] && start >= floors[tier]) {
                Cell cell = cells.get(tier).get(start);
                if (cell == null) {
                    cell = new Cell(Rollup.empty(Instant.ofEpochMilli(start)));
                    cells.get(tier).put(start, cell);
                } else {
                    cellBytes -= cell.bytes();
                }
                cell.rollup = cell.rollup.plus(value);
                cell.sketch.add(value);
                cellBytes += cell.bytes();
                taken = true;
            }
        }
        return taken;
    }

    private static long start(int tier, long time) {
        return Math.floorDiv(time, STEP[tier]) * STEP[tier];
    }

    private void insert(long time, double value) {
        if (to == times.length) {
            int size = to - from;
            int room = size > times.length / 2 ? times.length + times.length / 2 + 1 : times.length;
            times = Arrays.copyOfRange(times, from, from + room);
            values = Arrays.copyOfRange(values, from, from + room);
            from = 0;
            to = size;
        }
        int at = to;
        if (to > from && times[to - 1] > time) {
            at = after(time);
            System.arraycopy(times, at, times, at + 1, to - at);
            System.arraycopy(values, at, values, at + 1, to - at);
        }
        times[at] = time;
        values[at] = value;
        to++;
    }

    /** The place of the first point later than a time. */
    private int after(long time) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Drops points before a time, and cells that end by it. */
    private void forget(int tier, long before) {
        if (tier == RAW) {
            while (from < to && times[from] < before) {
                from++;
            }
            return;
        }
        TreeMap<Long, Cell> tree = cells.get(tier);
        while (!tree.isEmpty() && tree.firstKey() + STEP[tier] <= before) {
            cellBytes -= tree.pollFirstEntry().getValue().bytes();
        }
    }

    boolean isEmpty(int tier) {
        return tier == RAW ? from == to : cells.get(tier).isEmpty();
    }

    boolean isEmpty() {
        return isEmpty(RAW) && isEmpty(MINUTE) && isEmpty(HOUR);
    }

    /** Start of the first stretch that holds something; there must be one. */
    long first(int tier) {
        return tier == RAW ? start(RAW, times[from]) : cells.get(tier).firstKey();
    }

    /** Drops the first stretch and returns its end. */
    long dropFirst(int tier) {
        long end = first(tier) + STEP[tier];
        forget(tier, end);
        return end;
    }

    /** Gives back the room of dropped points. */
    void trim() {
        int size = Math.max(8, to - from);
        if (2L * size < times.length) {
            int held = to - from;
            times = Arrays.copyOfRange(times, from, from + size);
            values = Arrays.copyOfRange(values, from, from + size);
            from = 0;
            to = held;
        }
    }

    TimeSeries points() {
        TimeSeries.Builder series = TimeSeries.builder(name);
        for (int i = from; i < to; i++) {
            series.add(Instant.ofEpochMilli(times[i]), values[i]);
        }
        return series.build();
    }

    List<Summary> summaries(int tier) {
        List<Summary> all = new ArrayList<>(cells.get(tier).size());
        cells.get(tier).values().forEach(cell -> all.add(new Summary(cell.rollup, cell.sketch.copy())));
        return all;
    }
}
