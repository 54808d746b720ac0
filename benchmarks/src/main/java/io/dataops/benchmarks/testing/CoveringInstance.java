package io.dataops.benchmarks.testing;

import io.dataops.testing.combinatorial.CoveringModel;
import io.dataops.testing.combinatorial.ModelFile;
import io.dataops.testing.combinatorial.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model of the board with what is known of it.
 *
 * @param forbidden tuples as arrays of [parameter, value, parameter, value, ...] if all constraints are of that form
 * @param translatable whether {@code forbidden} says all there is
 */
record CoveringInstance(
        String name,
        int strength,
        CoveringModel model,
        boolean constrained,
        boolean translatable,
        List<int[]> forbidden,
        OptionalDouble pictRows,
        OptionalDouble bestKnown) {

    private static final Set<String> REAL = Set.of("apache", "bugzilla", "gcc", "spins", "spinv");

    int[] levels() {
        return model.parameters().stream().mapToInt(p -> p.values().size()).toArray();
    }

    boolean isCasaStrength3() {
        return strength == 3 && name.startsWith("casa:");
    }

    /** The models of the table of peers, then every model file in the folder that the table does not name. */
    static List<CoveringInstance> all(Path data) throws IOException {
        Path folder = data.resolve("testing/ca-models");
        List<String> known = Files.exists(folder.resolve("best-known-CAN-colbourn.csv"))
                ? Files.readAllLines(folder.resolve("best-known-CAN-colbourn.csv"))
                : List.of();
        List<CoveringInstance> out = new ArrayList<>();
        Set<String> named = new HashSet<>();
        List<String> peers = Files.exists(folder.resolve("peer-rows.csv"))
                ? Files.readAllLines(folder.resolve("peer-rows.csv"))
                : List.of();
        for (String line : peers.subList(Math.min(1, peers.size()), peers.size())) {
            String[] cells = line.split(",", -1);
            int strength = Integer.parseInt(cells[1]);
            OptionalDouble pict =
                    cells[2].matches("\\d+") ? OptionalDouble.of(Double.parseDouble(cells[2])) : OptionalDouble.empty();
            if (cells[0].startsWith("casa:")) {
                String file = cells[0].substring(5);
                Path model = folder.resolve("casa-emse10")
                        .resolve((file.startsWith("benchmark") ? file : "benchmark_" + file) + "_2way.model");
                if (Files.exists(model)) {
                    named.add(model.getFileName() + "@" + strength);
                    out.add(casa(cells[0], strength, model, pict));
                }
            } else {
                out.add(spelled(cells[0], strength, pict, known));
            }
        }
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path : files.sorted().toList()) {
                String file = path.getFileName().toString();
                if (file.endsWith("_2way.model")) {
                    String name = "casa:"
                            + file.substring(0, file.length() - "_2way.model".length())
                                    .replaceFirst("^benchmark_(?=\\D)", "");
                    if (named.add(file + "@2")) {
                        out.add(casa(name, 2, path, OptionalDouble.empty()));
                    }
                    if (REAL.contains(name.substring(5)) && named.add(file + "@3")) {
                        out.add(casa(name, 3, path, OptionalDouble.empty()));
                    }
                } else if (file.endsWith(".ctw")) {
                    out.add(other(file, ModelFiles.ctwedge(path)));
                } else if (path.getParent().endsWith("pict-samples") && file.endsWith(".txt")) {
                    out.add(other(file, ModelFiles.pict(path)));
                }
            }
        }
        return out;
    }

    private static CoveringInstance other(String name, ModelFile file) {
        boolean free = file.model().constraints().isEmpty();
        return new CoveringInstance(
                name,
                Math.min(2, file.model().parameters().size()),
                file.model(),
                !free,
                free,
                List.of(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static CoveringInstance casa(String name, int strength, Path path, OptionalDouble pict) throws IOException {
        Path clauses = path.resolveSibling(path.getFileName().toString().replace("_2way.model", ".constraints"));
        CoveringModel model = ModelFiles.casa(path, clauses).model();
        int[] levels =
                model.parameters().stream().mapToInt(p -> p.values().size()).toArray();
        List<int[]> forbidden = new ArrayList<>();
        boolean translatable = true;
        String[] words = Files.readString(clauses).strip().split("\\s+");
        int at = 1;
        for (int i = Integer.parseInt(words[0]); i > 0; i--) {
            int length = Integer.parseInt(words[at++]);
            int[] tuple = new int[2 * length];
            for (int k = 0; k < length; k++) {
                translatable &= words[at++].equals("-");
                int symbol = Integer.parseInt(words[at++]);
                int p = 0;
                while (symbol >= levels[p]) {
                    symbol -= levels[p++];
                }
                tuple[2 * k] = p;
                tuple[2 * k + 1] = symbol;
            }
            forbidden.add(tuple);
        }
        return new CoveringInstance(
                name, strength, model, !forbidden.isEmpty(), translatable, forbidden, pict, OptionalDouble.empty());
    }

    /** A model spelled as levels^count. */
    private static CoveringInstance spelled(String name, int strength, OptionalDouble pict, List<String> known) {
        String spelling = name.equals("tcas") ? "10^2 4^1 3^2 2^7" : name;
        CoveringModel.Builder builder = CoveringModel.builder();
        int count = 0;
        Set<Integer> levels = new HashSet<>();
        for (String part : spelling.split(" ")) {
            String[] numbers = part.split("\\^");
            levels.add(Integer.parseInt(numbers[0]));
            for (int i = Integer.parseInt(numbers[1]); i > 0; i--) {
                Object[] values = new Object[Integer.parseInt(numbers[0])];
                for (int v = 0; v < values.length; v++) {
                    values[v] = v;
                }
                builder.parameter("p" + ++count, values);
            }
        }
        OptionalDouble best = OptionalDouble.empty();
        if (levels.size() == 1 && strength == 2) {
            int v = levels.iterator().next();
            int k = count;
            best = known.stream()
                    .skip(1)
                    .map(line -> line.split(",", 5))
                    .filter(c -> Integer.parseInt(c[0]) == strength
                            && Integer.parseInt(c[1]) == v
                            && Integer.parseInt(c[2]) >= k)
                    .mapToDouble(c -> Double.parseDouble(c[3]))
                    .min();
        }
        return new CoveringInstance(name, strength, builder.build(), false, true, List.of(), pict, best);
    }
}
