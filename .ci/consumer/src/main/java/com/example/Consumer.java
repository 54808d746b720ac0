package com.example;

import io.dataops.api.Decision;
import io.dataops.api.Measure;
import io.dataops.api.MetricComparison;
import io.dataops.api.Verdict;
import io.dataops.observability.canary.Canary;

/** A program that depends on one module. */
public final class Consumer {
    private Consumer() {}

    public static void main(String[] args) {
        Verdict verdict = Canary.comparing(MetricComparison.higherIsWorse(
                        "errors", Measure.rate(12, 90_000), Measure.rate(110, 90_000)))
                .judge();
        System.out.println(verdict.explain());
        if (verdict.decision() != Decision.FAIL) {
            throw new IllegalStateException("expected FAIL");
        }
    }
}
