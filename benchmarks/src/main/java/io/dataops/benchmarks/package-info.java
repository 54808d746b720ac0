/** JMH benchmarks and the {@link io.dataops.benchmarks.Scoreboard}, which measures quality against peers in one run. */
package io.dataops.benchmarks;
