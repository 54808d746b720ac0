package io.dataops.scheduling.project;

/**
 * Whether a job may stop where it is closed and go on where it opens again; once started, it runs in every open slot.
 *
 * <pre>{@code
 * ProjectBuilder b = Project.builder(100);
 * int dig = b.job();
 * b.interruptible(dig, Interruption.RELEASING);   // pauses where closed, and gives back what it holds
 * }</pre>
 */
public enum Interruption {
    /** It runs without a break. */
    NONE,
    /** It pauses, and what it holds is free meanwhile. */
    RELEASING,
    /** It pauses, and keeps what it holds. */
    HOLDING
}
