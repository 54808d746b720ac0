package io.dataops.examples.tour;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Budget;
import io.dataops.api.ChangeSet;
import io.dataops.api.DataOps;
import io.dataops.api.DeploymentRules;
import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.api.Measurements;
import io.dataops.api.Outcome;
import io.dataops.api.Strategy;
import io.dataops.api.TimeSeries;
import io.dataops.api.WatchReport;
import io.dataops.api.WeeklyWindow;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.dbt.DbtManifest;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.Judgement;
import io.dataops.observability.anomaly.StreamingDetection;
import io.dataops.observability.anomaly.StreamingDetector;
import io.dataops.report.Report;
import io.dataops.report.ReportBuilder;
import io.dataops.report.SeriesChart;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Change, impact, tests, deployment plan, watch: on two dbt manifests, or on the built-in sample. */
@Command(
        name = "tour",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Walks the whole loop on two versions of a dbt project: what changed, who is hit and how likely, which"
                        + " tests to run, when to deploy, and whether it behaves.",
        exitCodeOnInvalidInput = Tour.BAD_INPUT)
public final class Tour implements Callable<Integer> {
    static final int BAD_INPUT = 2;
    private static final Duration TEST = Duration.ofSeconds(45);

    private final PrintWriter out;

    @Parameters(
            arity = "0..2",
            paramLabel = "MANIFEST",
            description = "earlier and later manifest.json; none for the sample")
    private List<Path> manifests = new ArrayList<>();

    @Option(names = "--json", description = "print JSON for machines")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "where the page goes (default: dataops-report.html in the temporary folder; with --json, nowhere)")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--minutes", description = "time for tests (default: ${DEFAULT-VALUE})")
    private long minutes = 10;

    @Option(names = "--start", description = "when the release may begin (default: ${DEFAULT-VALUE})")
    private String start = "2026-03-02T08:00:00Z";

    @Option(names = "--zone", description = "the zone of the deployment windows (default: ${DEFAULT-VALUE})")
    private String zone = "Europe/Berlin";

    @Option(names = "--seed", description = "seed of the search for a plan (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(names = "--steps", description = "steps of the search for a plan (default: ${DEFAULT-VALUE})")
    private long steps = 2_000;

    Tour(PrintWriter out) {
        this.out = out;
    }

    /**
     * Runs the tour.
     *
     * @param args see {@code --help}; exit code 2 and one line on bad input
     */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        out.flush();
        System.exit(code);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Tour(out))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof IOException) {
                        err.println("tour: the report cannot be written to " + e.getMessage());
                        return BAD_INPUT;
                    }
                    if (e instanceof InputException
                            || e instanceof IllegalArgumentException
                            || e instanceof DateTimeException) {
                        err.println("tour: " + e.getMessage());
                        return BAD_INPUT;
                    }
                    throw e;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        if (manifests.size() == 1) {
            throw new IllegalArgumentException("one manifest (" + manifests.get(0)
                    + ") has nothing to be compared with. Maybe give two, or none.");
        }
        TourResult result = manifests.isEmpty()
                ? walk(sample("shop-v1.json"), sample("shop-v2.json"), "sample shop, version 1", "version 2")
                : walk(
                        DbtManifest.read(manifests.get(0)),
                        DbtManifest.read(manifests.get(1)),
                        manifests.get(0).toString(),
                        manifests.get(1).toString());
        if (json) {
            TourJson.write(result, out);
            if (report.isPresent()) {
                result.page().writeHtml(report.get());
            }
        } else {
            TourText.write(result, out);
            Path page = report.orElse(Path.of(System.getProperty("java.io.tmpdir"), "dataops-report.html"));
            out.printf(
                    Locale.ROOT,
                    "%nThe same as a page to look at: %s%n",
                    result.page().writeHtml(page));
        }
        return 0;
    }

    private static DbtManifest sample(String resource) {
        return DbtManifest.read(Recording.open(resource), resource);
    }

    private TourResult walk(DbtManifest before, DbtManifest after, String beforeName, String afterName) {
        ChangeSet changes = before.changesTo(after);
        DependencyGraph graph = before.graphWith(after);
        ZoneId where = ZoneId.of(zone);
        StreamingDetection detection =
                Detectors.seasonal(Duration.ofDays(7)).zone(where).maxFalseAlarms(1, Duration.ofDays(30));
        DataOps ops = DataOps.over(graph)
                .tests(after.suite(TEST), Duration.ofMinutes(minutes))
                .deployments(d -> rules(d, graph, where))
                .watch(detection)
                .budget(Budget.steps(steps).withSeed(seed))
                .build();
        Outcome outcome = ops.run(changes);
        Measurements measured = Recording.replay(watched(outcome, graph));
        WatchReport watch = ops.observe(outcome, measured);
        ReportBuilder page = Report.titled(beforeName + " → " + afterName)
                .outcome(outcome)
                .rules(rules(DeploymentRules.builder(), graph, where).build())
                .watch(watch);
        measured.series().forEach(series -> page.series(chart(series, detection)));
        return new TourResult(beforeName, afterName, after.report(), graph, outcome, watch, where, page.build());
    }

    /** The series with the band that the detection expected at each point. */
    private static SeriesChart chart(TimeSeries series, StreamingDetection detection) {
        StreamingDetector detector = detection.start(series.name());
        double[] expected = new double[series.size()];
        double[] lower = new double[series.size()];
        double[] upper = new double[series.size()];
        for (int i = 0; i < series.size(); i++) {
            Judgement judgement = detector.accept(series.time(i), series.value(i));
            expected[i] = judgement.expected();
            lower[i] = judgement.lower();
            upper[i] = judgement.upper();
        }
        return SeriesChart.of(series).band(expected, lower, upper);
    }

    /** Evenings, two at a time on the warehouse; a dashboard is refreshed, a table is swapped or rebuilt in place. */
    private DeploymentRules.Builder rules(DeploymentRules.Builder d, DependencyGraph graph, ZoneId where) {
        Instant from = Instant.parse(start);
        d.between(from, from.plus(Duration.ofDays(90)))
                .zone(where)
                .granularity(Duration.ofMinutes(5))
                .window(WeeklyWindow.daily(LocalTime.of(20, 0), LocalTime.of(2, 0)))
                .blackout("monthly closing", from.plus(Duration.ofHours(10)), from.plus(Duration.ofHours(12)))
                .capacity("warehouse", 2)
                .strategy(Strategy.of("blue-green", Duration.ofMinutes(30))
                        .uses("warehouse", 2)
                        .risk(0.02, 5))
                .strategy(Strategy.of("rolling", Duration.ofMinutes(20))
                        .uses("warehouse", 1)
                        .risk(0.05, 40));
        for (Asset asset : graph.assets()) {
            if (asset.layer() == Layer.BUSINESS_RULE) {
                d.strategyFor(asset.id(), Strategy.of("refresh", Duration.ofMinutes(5)));
            } else if (asset.layer() == Layer.DATA) {
                d.strategyFor(
                        asset.id(),
                        Strategy.of("load", Duration.ofMinutes(15))
                                .uses("warehouse", 1)
                                .risk(0.01, 10));
            }
        }
        return d;
    }

    /** The assets whose series are replayed: the sample's own, or the most probable ones of another project. */
    private static List<String> watched(Outcome outcome, DependencyGraph graph) {
        List<String> names = new ArrayList<>();
        for (String own : List.of("model.shop.fct_revenue_daily", "model.shop.fct_orders")) {
            if (graph.contains(own)) {
                names.add(own);
            }
        }
        outcome.impact().affected().stream()
                .map(AffectedAsset::asset)
                .filter(asset -> !names.contains(asset))
                .limit(2)
                .forEach(names::add);
        while (names.size() < 2) {
            names.add("sample series " + (names.size() + 1));
        }
        return names;
    }
}
