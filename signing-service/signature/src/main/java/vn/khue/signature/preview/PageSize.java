package vn.khue.signature.preview;

/**
 * Size of a page as displayed, in points of 1/72 inch, after crop, rotation and UserUnit.
 *
 * @param width points
 * @param height points
 */
public record PageSize(double width, double height) {}
