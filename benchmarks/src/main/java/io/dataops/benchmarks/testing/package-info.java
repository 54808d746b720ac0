/** Boards and benchmarks of generated tests: covering arrays, datasets, shrinking. */
package io.dataops.benchmarks.testing;
