package io.dataops.examples.docs.given;

import io.dataops.testing.combinatorial.CoveringArray;
import io.dataops.testing.combinatorial.CoveringModel;
import io.dataops.testing.mutation.Mutation;
import io.dataops.testing.mutation.Pipeline;
import io.dataops.testing.mutation.PipelineTest;
import io.dataops.testing.mutation.Relation;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.DatasetProperty;
import io.dataops.testing.property.RelationalSchema;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the examples of the testing module take as given. */
public abstract class TestingGiven extends Given {
    protected RelationalSchema schema;
    protected Pipeline shop;
    protected Dataset data;
    protected Dataset failing;
    protected UnaryOperator<Dataset> pipeline;
    protected DatasetProperty property;
    protected CoveringModel model;
    protected CoveringArray array;
    protected List<List<Object>> fixtures;
    protected List<List<Object>> passed;
    protected List<List<Object>> failed;
    protected Relation orders;
    protected Relation expected;
    protected Pipeline broken;
    protected List<PipelineTest> tests;
    protected Mutation.Builder mutation;
    protected Dataset passing;
    protected double limit;

    /** A parameter of a covering test. */
    public enum Mode {
        BATCH,
        STREAM
    }

    /** The class under test. */
    public record Flow(Mode mode, int lag, boolean retry) {
        /** {@return whether it is right} */
        public boolean run() {
            return mode == Mode.STREAM || lag >= 10;
        }
    }

    /** What gives the pipeline. */
    public static final class ShopPipeline implements Supplier<Pipeline> {
        @Override
        public Pipeline get() {
            throw new UnsupportedOperationException();
        }
    }

    /** What gives the tests. */
    public static final class ShopSuite implements Supplier<List<PipelineTest>> {
        @Override
        public List<PipelineTest> get() {
            return List.of(PipelineTest.of("holds", run -> {}));
        }
    }

    /** Tests of the pipeline. */
    public static final class ShopTest {}

    protected void run(List<Object> row) {}

    protected void run(Mode mode, int lag) {}

    protected double distanceTo(Dataset data, double limit) {
        return 0;
    }

    protected double total(Dataset data) {
        return 0;
    }

    protected Dataset pipeline(Dataset data) {
        return data;
    }
}
