package io.dataops.scheduling.project;

/** Whether a job may stop where it is closed and go on where it opens again; once started, it runs in every open slot. */
public enum Interruption {
    /** It runs without a break. */
    NONE,
    /** It pauses, and what it holds is free meanwhile. */
    RELEASING,
    /** It pauses, and keeps what it holds. */
    HOLDING
}
