package io.dataops.scheduling.deployment;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How the duration of a deployment varies: a factor on what was planned.
 *
 * <pre>{@code
 * DurationModel.triangular(0.8, 1, 2);
 * DurationModel.triangular(1, 0.5, 2);   // IllegalArgumentException: factors 1.0, 0.5, 2.0 must not decrease ...
 * DurationModel.perJob(Map.of("db", DurationModel.observed(0.9, 1.1, 3)), DurationModel.triangular(0.8, 1, 2));
 * }</pre>
 */
@FunctionalInterface
public interface DurationModel {

    /**
     * Draws a factor.
     *
     * @param random the source of chance
     * @return 0 or more
     */
    double factor(SplittableRandom random);

    /**
     * Returns the model for one job.
     *
     * @param job its name
     * @return this model, unless jobs differ
     */
    default DurationModel of(String job) {
        return this;
    }

    /**
     * Returns a model in which jobs differ.
     *
     * @param ofJobs the models of particular jobs, by name
     * @param others the model of all others
     * @return the model
     */
    static DurationModel perJob(Map<String, DurationModel> ofJobs, DurationModel others) {
        Map<String, DurationModel> models = new TreeMap<>(ofJobs);
        return new DurationModel() {
            @Override
            public double factor(SplittableRandom random) {
                return others.factor(random);
            }

            @Override
            public DurationModel of(String job) {
                return models.getOrDefault(job, others);
            }
        };
    }

    /**
     * Returns a triangular distribution.
     *
     * @param least the least factor, 0 or more
     * @param usual the most frequent factor
     * @param most the largest factor
     * @return the model
     */
    static DurationModel triangular(double least, double usual, double most) {
        if (!(least >= 0 && least <= usual && usual <= most) || Double.isInfinite(most)) {
            throw new IllegalArgumentException(
                    "factors " + least + ", " + usual + ", " + most + " must not decrease, be negative or infinite.");
        }
        return random -> {
            double u = random.nextDouble();
            double width = most - least;
            double left = width == 0 ? 0 : (usual - least) / width;
            return u < left
                    ? least + Math.sqrt(u * width * (usual - least))
                    : most - Math.sqrt((1 - u) * width * (most - usual));
        };
    }

    /**
     * Returns a model that draws from factors that were seen, each as likely as the others.
     *
     * @param seen measured durations divided by planned ones, each 0 or more, at least one
     * @return the model
     */
    static DurationModel observed(double... seen) {
        double[] factors = seen.clone();
        if (factors.length == 0 || Arrays.stream(factors).anyMatch(f -> !(f >= 0) || Double.isInfinite(f))) {
            throw new IllegalArgumentException(
                    "factors " + Arrays.toString(factors) + " must be 0 or more, at least one.");
        }
        return random -> factors[random.nextInt(factors.length)];
    }
}
