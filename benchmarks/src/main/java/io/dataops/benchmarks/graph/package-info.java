/** Graph kernels and impact against JGraphT and Guava. */
package io.dataops.benchmarks.graph;
