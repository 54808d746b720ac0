package io.dataops.benchmarks.scheduling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.stream.Stream;

/** Reads PSPLIB instances (Kolisch and Sprecher 1996) and their best-known makespans. */
final class Psplib {
    private Psplib() {}

    /** Every instance of a set, by parameter set and number. */
    static List<Path> files(Path folder, String extension) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(extension))
                    .sorted(Comparator.comparing(Psplib::numbers))
                    .toList();
        }
    }

    private static String numbers(Path file) {
        String[] parts = name(file).split("_");
        StringBuilder key = new StringBuilder();
        for (String part : parts) {
            key.append("0".repeat(Math.max(0, 6 - part.length()))).append(part).append('_');
        }
        return key.toString();
    }

    static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** So many, spread evenly over the set. */
    static List<Path> sample(List<Path> files, int count) {
        if (files.size() <= count) {
            return files;
        }
        List<Path> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(files.get((int) ((i + 0.5) * files.size() / count)));
        }
        return some;
    }

    /** Best-known makespans by instance name. */
    static Map<String, Integer> best(Path folder, String set) throws IOException {
        Map<String, Integer> best = new HashMap<>();
        for (String file : List.of(set + "hrs.sm", set + "opt.sm")) {
            if (Files.exists(folder.resolve(file))) {
                for (String line : Files.readAllLines(folder.resolve(file), StandardCharsets.ISO_8859_1)) {
                    String[] words = line.trim().split("\\s+");
                    if (words.length >= 3 && Stream.of(words).limit(3).allMatch(w -> w.matches("\\d+"))) {
                        best.put(set + "_" + words[0] + "_" + words[1], Integer.parseInt(words[2]));
                    }
                }
            }
        }
        return best;
    }

    /** Reads a single-mode instance in Patterson's format. */
    static Instance readSingle(Path file) throws IOException {
        try (Scanner in = new Scanner(Files.readString(file))) {
            int n = in.nextInt();
            int resources = in.nextInt();
            int[] capacity = ints(in, resources);
            List<List<Instance.Mode>> modes = new ArrayList<>();
            List<List<Integer>> successors = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                modes.add(List.of(new Instance.Mode(in.nextInt(), ints(in, resources), new int[0])));
                List<Integer> after = new ArrayList<>();
                for (int k = in.nextInt(); k > 0; k--) {
                    after.add(in.nextInt() - 1);
                }
                successors.add(after);
            }
            return new Instance(name(file), capacity, new int[0], modes, successors);
        }
    }

    /** Reads a multi-mode instance with two renewable resources and two that are used up. */
    static Instance readMulti(Path file) throws IOException {
        List<List<Integer>> successors = new ArrayList<>();
        List<List<Instance.Mode>> modes = new ArrayList<>();
        List<int[]> rows = Files.readAllLines(file).stream()
                .map(line -> line.trim().split("\\s+"))
                .filter(words -> Stream.of(words).allMatch(w -> w.matches("\\d+")))
                .map(words -> Stream.of(words).mapToInt(Integer::parseInt).toArray())
                .toList();
        int jobs = 0;
        int at = 1;
        while (rows.get(at)[0] == jobs + 1 && rows.get(at).length == 3 + rows.get(at)[2]) {
            List<Integer> after = new ArrayList<>();
            for (int k = 3; k < rows.get(at).length; k++) {
                after.add(rows.get(at)[k] - 1);
            }
            successors.add(after);
            jobs++;
            at++;
        }
        for (; at < rows.size() - 1; at++) {
            int[] row = rows.get(at);
            if (row.length == 7) {
                modes.add(new ArrayList<>());
            }
            int from = row.length - 5;
            modes.get(modes.size() - 1)
                    .add(new Instance.Mode(
                            row[from], new int[] {row[from + 1], row[from + 2]}, new int[] {row[from + 3], row[from + 4]
                            }));
        }
        int[] last = rows.get(rows.size() - 1);
        return new Instance(name(file), new int[] {last[0], last[1]}, new int[] {last[2], last[3]}, modes, successors);
    }

    private static int[] ints(Scanner in, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.nextInt();
        }
        return values;
    }
}
