package io.dataops.graph.history;

import io.dataops.api.InputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What changed when, oldest first.
 *
 * <pre>{@code
 * ChangeHistory history = ChangeHistory.fromGitLog(
 *         lines, path -> path.endsWith(".sql") ? Optional.of(path.replace(".sql", "")) : Optional.empty());
 * history.transactions().get(0).assets();   // what one commit changed
 * }</pre>
 *
 * @param transactions the transactions, by time
 */
public record ChangeHistory(List<Transaction> transactions) {
    private static final int LONGEST = 20_000;

    /** Copies the transactions and puts them in order of time. */
    public ChangeHistory {
        transactions = transactions.stream()
                .sorted((a, b) -> a.time().compareTo(b.time()))
                .toList();
    }

    /**
     * Reads what {@code git log --name-status --format="@%H %ct"} prints. A renamed file carries its history along: it goes by
     * its last name throughout.
     *
     * @param lines the lines
     * @param assetOf the asset that a path belongs to, empty for paths that belong to none
     * @return the history, without transactions that touch no asset
     * @throws InputException if a line is neither a commit nor a status; the message names its number
     */
    public static ChangeHistory fromGitLog(Stream<String> lines, Function<String, Optional<String>> assetOf) {
        List<Transaction> raw = new ArrayList<>();
        Map<String, String> renamed = new HashMap<>();
        Set<String> open = new TreeSet<>();
        Instant[] time = {Instant.EPOCH};
        int[] number = new int[1];
        boolean[] begun = new boolean[1];
        lines.forEachOrdered(line -> {
            number[0]++;
            if (line.length() > LONGEST) {
                throw new InputException(
                        "git log", "line " + number[0], "expected at most " + LONGEST + " characters, as paths have");
            }
            if (line.startsWith("@")) {
                close(raw, time[0], open);
                time[0] = time(line, number[0]);
                begun[0] = true;
            } else if (!line.isBlank()) {
                if (!begun[0]) {
                    throw new InputException(
                            "git log", "line " + number[0], "expected a commit before the first status");
                }
                status(line, number[0], assetOf, open, renamed);
            }
        });
        close(raw, time[0], open);
        List<Transaction> followed = new ArrayList<>();
        for (Transaction t : raw) {
            Set<String> now = new TreeSet<>();
            t.assets().forEach(asset -> now.add(last(asset, renamed)));
            followed.add(new Transaction(t.time(), now));
        }
        return new ChangeHistory(followed);
    }

    private static Instant time(String line, int number) {
        String[] parts = line.split(" ", -1);
        try {
            return Instant.ofEpochSecond(Long.parseLong(parts[parts.length - 1].strip()));
        } catch (NumberFormatException | DateTimeException e) {
            throw new InputException("git log", "line " + number, "expected @<hash> <seconds since 1970>", e);
        }
    }

    private static void status(
            String line,
            int number,
            Function<String, Optional<String>> assetOf,
            Set<String> open,
            Map<String, String> renamed) {
        String[] parts = line.split("\t", -1);
        boolean moved = parts[0].startsWith("R") || parts[0].startsWith("C");
        if (parts.length != (moved ? 3 : 2)) {
            throw new InputException(
                    "git log",
                    "line " + number,
                    "expected a status and a path, or a status and two paths, with tabs between");
        }
        Optional<String> before = assetOf.apply(parts[1]);
        Optional<String> after = moved ? assetOf.apply(parts[2]) : before;
        after.ifPresent(open::add);
        if (parts[0].startsWith("R") && before.isPresent() && after.isPresent() && !before.equals(after)) {
            renamed.put(before.get(), after.get());
        }
    }

    private static void close(List<Transaction> all, Instant time, Set<String> open) {
        if (!open.isEmpty()) {
            all.add(new Transaction(time, open));
            open.clear();
        }
    }

    /** The last name; names that were given back to an older file end the walk. */
    private static String last(String asset, Map<String, String> renamed) {
        Set<String> seen = new TreeSet<>();
        String name = asset;
        while (renamed.containsKey(name) && seen.add(name)) {
            name = renamed.getOrDefault(name, name);
        }
        return name;
    }
}
