/**
 * A/B experiments: is the split sound, and what is the effect?
 *
 * <p>Entry type: {@link io.dataops.observability.experiment.Experiment}.
 *
 * <pre>{@code
 * TestResult split = SampleRatio.test(new long[] {50_112, 49_207}, new double[] {1, 1});   // p 0.004: look into it
 *
 * Experiment experiment = Experiment.of(control, treatment).cuped(controlBefore, treatmentBefore);
 * ConfidenceInterval effect = experiment.difference(0.95);
 * double saved = experiment.varianceReduction();
 * }</pre>
 */
package io.dataops.observability.experiment;
