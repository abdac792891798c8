package io.chromaflow.report;

/**
 * One of the few figures at the head of a page.
 *
 * @param label what it is
 * @param value the figure, short
 * @param note what to hold it against, one short sentence
 */
public record HeadlineFigure(String label, String value, String note) {}
