package vn.khue.signing.page;

/**
 * One tab of the bar.
 *
 * @param label key of the bundle
 * @param count things that wait there; 0 shows no badge
 */
public record Tab(String href, String label, long count, boolean current) {}
