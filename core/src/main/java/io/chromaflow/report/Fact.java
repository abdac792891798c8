package io.chromaflow.report;

/**
 * One named value of a page, ready to read.
 *
 * @param name what it is
 * @param value the value with its unit
 */
public record Fact(String name, String value) {}
