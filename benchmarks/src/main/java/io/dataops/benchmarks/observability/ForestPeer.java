package io.dataops.benchmarks.observability;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.dataops.api.TimeSeries;
import java.util.List;

/**
 * The thresholded random cut forest of randomcutforest-parkservices, sample size 256, scored by its grade.
 *
 * @param shingle points a shingle
 * @param trees number of trees
 * @param transform how values are prepared
 */
record ForestPeer(int shingle, int trees, TransformMethod transform) {

    static final List<ForestPeer> CONFIGURATIONS = List.of(
            new ForestPeer(8, 50, TransformMethod.NORMALIZE),
            new ForestPeer(8, 50, TransformMethod.NONE),
            new ForestPeer(1, 50, TransformMethod.NORMALIZE),
            new ForestPeer(8, 30, TransformMethod.NORMALIZE),
            new ForestPeer(24, 50, TransformMethod.NORMALIZE));

    ThresholdedRandomCutForest build(long seed) {
        return ThresholdedRandomCutForest.builder()
                .dimensions(shingle)
                .shingleSize(shingle)
                .numberOfTrees(trees)
                .sampleSize(256)
                .forestMode(ForestMode.STANDARD)
                .transformMethod(transform)
                .autoAdjust(true)
                .randomSeed(seed)
                .build();
    }

    double[] grades(TimeSeries series, long seed) {
        ThresholdedRandomCutForest forest = build(seed);
        double[] grades = new double[series.size()];
        for (int i = 0; i < grades.length; i++) {
            grades[i] = forest.process(
                            new double[] {series.value(i)}, series.time(i).getEpochSecond())
                    .getAnomalyGrade();
        }
        return grades;
    }

    @Override
    public String toString() {
        return "randomcutforest, shingle " + shingle + ", " + trees + " trees, " + transform;
    }
}
