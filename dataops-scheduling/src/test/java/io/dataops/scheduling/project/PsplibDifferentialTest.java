package io.dataops.scheduling.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dataops.api.Budget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds and schedules against the best-known makespans of PSPLIB, on every instance in the data folder. */
class PsplibDifferentialTest {
    private static final Path DATA =
            Path.of(System.getProperty("dataops.data", "../shared/data"), "scheduling", "psplib");

    @ParameterizedTest
    @ValueSource(strings = {"j30", "j60"})
    void boundsNeverPassTheBestKnownAndAreMostlyTight(String set) throws IOException {
        assumeTrue(Files.isDirectory(DATA.resolve(set)), "no PSPLIB data in " + DATA + ": set -Ddataops.data=DIR");
        Map<String, Integer> best = best(set);
        int count = 0;
        int tight = 0;
        try (Stream<Path> files = Files.list(DATA.resolve(set))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".rcp", "");
                int known = best.get(name);
                ProjectAnswer answer = ProjectScheduler.standard().solve(read(file), Budget.steps(1_500));
                assertThat(answer.lowerBounds().get(0)).as(name).isLessThanOrEqualTo(known);
                assertThat(answer.best().makespan()).as(name).isGreaterThanOrEqualTo(set.equals("j30") ? known : 1);
                tight += answer.lowerBounds().get(0) == known ? 1 : 0;
                count++;
            }
        }
        assertThat(tight).isGreaterThan(count * 7 / 10);
    }

    private static Map<String, Integer> best(String set) throws IOException {
        Map<String, Integer> best = new HashMap<>();
        for (String file : List.of(set + "hrs.sm", set + "opt.sm")) {
            if (Files.exists(DATA.resolve(file))) {
                for (String line : Files.readAllLines(DATA.resolve(file), StandardCharsets.ISO_8859_1)) {
                    String[] words = line.trim().split("\\s+");
                    if (words.length > 2 && Stream.of(words).limit(3).allMatch(w -> w.matches("\\d+"))) {
                        best.put(set + "_" + words[0] + "_" + words[1], Integer.parseInt(words[2]));
                    }
                }
            }
        }
        return best;
    }

    private static Project read(Path file) throws IOException {
        try (Scanner in = new Scanner(Files.readString(file))) {
            int n = in.nextInt();
            int[] capacity = new int[in.nextInt()];
            ProjectBuilder b = Project.builder(1_000);
            for (int r = 0; r < capacity.length; r++) {
                b.resource(in.nextInt());
            }
            for (int j = 0; j < n; j++) {
                b.job();
            }
            for (int j = 0; j < n; j++) {
                int duration = in.nextInt();
                Map<Integer, Integer> demand = new TreeMap<>();
                for (int r = 0; r < capacity.length; r++) {
                    demand.put(r, in.nextInt());
                }
                b.mode(j, duration, 0, demand);
                for (int k = in.nextInt(); k > 0; k--) {
                    b.after(j, in.nextInt() - 1, 0);
                }
            }
            return b.build();
        }
    }
}
