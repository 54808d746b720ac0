/** Scheduling beside its peers: PSPLIB, multi-mode projects, deployments and hidden conflicts. */
package io.dataops.benchmarks.scheduling;
