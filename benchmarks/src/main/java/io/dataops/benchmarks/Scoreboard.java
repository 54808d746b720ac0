package io.dataops.benchmarks;

import io.dataops.benchmarks.graph.CoChangeBoard;
import io.dataops.benchmarks.graph.CompatibilityBoard;
import io.dataops.benchmarks.graph.GraphBoard;
import io.dataops.benchmarks.graph.ImpactBoard;
import io.dataops.benchmarks.graph.ImportBoard;
import io.dataops.benchmarks.graph.LineageBoard;
import io.dataops.benchmarks.observability.AblationBoard;
import io.dataops.benchmarks.observability.AnomalyBoard;
import io.dataops.benchmarks.observability.CanaryBoard;
import io.dataops.benchmarks.observability.ChangePointBoard;
import io.dataops.benchmarks.observability.DriftBoard;
import io.dataops.benchmarks.observability.FalseAlarmBoard;
import io.dataops.benchmarks.observability.FleetBoard;
import io.dataops.benchmarks.observability.ForecastBoard;
import io.dataops.benchmarks.observability.OperationsBoard;
import io.dataops.benchmarks.observability.PenaltyBoard;
import io.dataops.benchmarks.observability.SelectorBoard;
import io.dataops.benchmarks.observability.ShapeBoard;
import io.dataops.benchmarks.scheduling.DeploymentBoard;
import io.dataops.benchmarks.testing.CoveringBoard;
import io.dataops.benchmarks.testing.GenerationBoard;
import io.dataops.benchmarks.testing.LabelBoard;
import io.dataops.benchmarks.testing.MutationBoard;
import io.dataops.benchmarks.testing.ShrinkingBoard;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one board: {@code Scoreboard BOARD [--data DIR] [--seconds S] [--all]}; without a board, lists them. */
@Command(
        name = "Scoreboard",
        mixinStandardHelpOptions = true,
        description = "Measures quality on real data, peers beside.")
public final class Scoreboard implements Callable<Integer> {
    private static final List<Board> BOARDS = List.of(
            new AblationBoard(),
            new AnomalyBoard(),
            new CanaryBoard(),
            new ChangePointBoard(),
            new CoChangeBoard(),
            new CompatibilityBoard(),
            new CoveringBoard(),
            new DeploymentBoard(),
            new DriftBoard(),
            new FalseAlarmBoard(),
            new FleetBoard(),
            new ForecastBoard(),
            new GenerationBoard(),
            new GraphBoard(),
            new ImpactBoard(),
            new ImportBoard(),
            new LabelBoard(),
            new LineageBoard(),
            new MutationBoard(),
            new OperationsBoard(),
            new PenaltyBoard(),
            new SelectorBoard(),
            new ShapeBoard(),
            new ShrinkingBoard());

    private final PrintStream out;

    @Parameters(index = "0", arity = "0..1", description = "the board to run; none lists them")
    private String board = "";

    @Option(names = "--data", description = "folder of real data (default: ${DEFAULT-VALUE})")
    private Path data = Path.of(System.getProperty("dataops.data", "../shared/data"));

    @Option(
            names = "--seconds",
            description = "time limit an instance; 0 takes the board's own (default: ${DEFAULT-VALUE})")
    private double seconds = 0;

    @Option(names = "--all", description = "every instance instead of the sample")
    private boolean all;

    private Scoreboard(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Scoreboard(System.out)).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        for (Board candidate : BOARDS) {
            if (candidate.name().equals(board)) {
                Score score = candidate.run(new BoardOptions(data, seconds, all), out);
                out.println(score.line(board));
                return 0;
            }
        }
        BOARDS.forEach(b -> out.printf("%-14s %s%n", b.name(), b.question()));
        return board.isEmpty() ? 0 : 2;
    }
}
