package io.dataops.observability.model;

import io.dataops.observability.statistics.ConfidenceInterval;
import java.util.List;

/**
 * How far predicted probabilities are from what happened.
 *
 * <pre>{@code
 * CalibrationReport report = ModelMonitor.of(scores, outcomes).calibration(10);
 * report.brier();
 * report.bins();   // predicted and observed, with intervals
 * }</pre>
 *
 * @param brier mean squared error of the probabilities, 0 to 1
 * @param logLoss mean negative log likelihood, probabilities kept 1e-15 away from 0 and 1
 * @param expectedError mean distance of predicted and observed rate over the bins, weighted by size
 * @param bins the reliability table
 */
public record CalibrationReport(double brier, double logLoss, double expectedError, List<Bin> bins) {

    /**
     * One row of the reliability table.
     *
     * @param n predictions in this bin
     * @param predicted their mean probability
     * @param observed the observed rate with its exact 95 % interval
     */
    public record Bin(long n, double predicted, ConfidenceInterval observed) {

        /**
         * Says whether what was predicted is compatible with what happened.
         *
         * @return true if the interval covers the prediction
         */
        public boolean calibrated() {
            return observed.contains(predicted);
        }
    }

    /** Copies the bins. */
    public CalibrationReport {
        bins = List.copyOf(bins);
    }
}
