package io.dataops.observability.anomaly;

import java.util.Arrays;

/**
 * How salient the last point of a window is: the transform of what its logarithmic spectrum has beyond its own moving mean (Ren and
 * others, 2019, Time-series anomaly detection service at Microsoft, KDD). The window is prolonged by five points along the mean
 * slope of those before the last, so that the last one does not stand at the edge and an odd one does not prolong itself. Its mean is taken off first, so that the level does not matter.
 */
final class SpectralResidual {
    private static final int PROLONGED = 5;
    private static final int BEFORE = 21;
    /** Amplitudes below this share of the largest are rounding. */
    private static final double ROUNDING = 1e-9;

    private final int size;
    private final Fourier fourier;
    private final double[] real;
    private final double[] imaginary;
    private final double[] logs;

    /** For windows of a power of two less five points. */
    SpectralResidual(int size) {
        this.size = size;
        this.fourier = new Fourier(size);
        this.real = new double[size];
        this.imaginary = new double[size];
        this.logs = new double[size / 2 + 1];
    }

    int points() {
        return size - PROLONGED;
    }

    /** The saliency of the last point over the mean of those of the 21 before it; 1 if nothing is salient. */
    double ratio(double[] window) {
        double[] saliency = saliency(window);
        int last = points() - 1;
        double mean = Arrays.stream(saliency, last - BEFORE, last).sum() / BEFORE;
        return mean > 0 ? saliency[last] / mean : 1;
    }

    /** Of each point, those that prolong the window included; 0 or more. */
    double[] saliency(double[] window) {
        int n = points();
        double slope = 0;
        for (int i = 1; i <= PROLONGED; i++) {
            slope += (window[n - 2] - window[n - 2 - i]) / i / PROLONGED;
        }
        System.arraycopy(window, 0, real, 0, n);
        Arrays.fill(real, n, size, window[n - 1 - PROLONGED] + slope * PROLONGED);
        double mean = Arrays.stream(real).sum() / size;
        for (int i = 0; i < size; i++) {
            real[i] -= mean;
        }
        Arrays.fill(imaginary, 0);
        fourier.transform(real, imaginary, false);
        residual();
        fourier.transform(real, imaginary, true);
        double[] saliency = new double[size];
        Arrays.setAll(saliency, i -> Math.hypot(real[i], imaginary[i]));
        return saliency;
    }

    /** Sets each amplitude to the exponential of what its logarithm is beyond the mean of it and its neighbours; keeps the phases. */
    private void residual() {
        int half = size / 2;
        double most = 0;
        for (int k = 1; k <= half; k++) {
            logs[k] = Math.hypot(real[k], imaginary[k]);
            most = Math.max(most, logs[k]);
        }
        real[0] = 0;
        imaginary[0] = 0;
        double least = Math.max(Double.MIN_NORMAL, ROUNDING * most);
        for (int k = 1; k <= half; k++) {
            logs[k] = Math.log(Math.max(least, logs[k]));
        }
        for (int k = 1; k <= half; k++) {
            double before = logs[Math.max(1, k - 1)];
            double after = logs[Math.min(half, k + 1)];
            double factor = Math.exp(-(before + logs[k] + after) / 3);
            real[k] *= factor;
            imaginary[k] *= factor;
            if (k < half) {
                real[size - k] *= factor;
                imaginary[size - k] *= factor;
            }
        }
    }
}
