package io.dataops.examples.docs.given;

import io.dataops.api.MetricComparison;
import io.dataops.api.TimeSeries;
import io.dataops.observability.anomaly.Judgement;
import io.dataops.observability.anomaly.Selection;
import io.dataops.observability.anomaly.StreamingDetector;
import io.dataops.observability.junit.Replay;
import java.time.Instant;
import java.util.List;

/** What the examples of the observability module take as given. */
public abstract class ObservabilityGiven extends Given {
    protected double[] values;
    protected double[] more;
    protected double[] baseline;
    protected double[] canary;
    protected double[] first;
    protected double[] second;
    protected double[] before;
    protected double[] after;
    protected double[] control;
    protected double[] treatment;
    protected double[] controlBefore;
    protected double[] treatmentBefore;
    protected double[] thisWeek;
    protected double[] lastWeek;
    protected double[] amounts;
    protected double[] amountsOfFebruary;
    protected String[] countries;
    protected String[] countriesOfFebruary;
    protected String[] aMillionDifferentStrings;
    protected double[] diskUsed;
    protected Instant scrapedAt;
    protected double[][] rows;
    protected double[][] others;
    protected double[] scores;
    protected boolean[] outcomes;
    protected String[] region;
    protected double[] nightlyMedians;
    protected List<MetricComparison> metricsSoFar;
    protected StreamingDetector detector;
    protected TimeSeries recorded;
    protected TimeSeries history;
    protected Selection selection;
    protected TimeSeries requests;
    protected Instant outage;
    protected Replay replay;

    /** A detector of the reader's own. */
    public static final class MyDetector implements StreamingDetector {
        @Override
        public Judgement accept(Instant time, double value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] snapshot() {
            throw new UnsupportedOperationException();
        }
    }
}
