package vn.khue.signing.act;

import vn.khue.signature.appearance.PageBox;

/**
 * Where a person's signature goes.
 *
 * @param found whether the lines of title and name were found (R1.1); otherwise it is the lower right of the last page
 */
public record Place(PageBox box, boolean found) {}
