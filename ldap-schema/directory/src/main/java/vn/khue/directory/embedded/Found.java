package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.Entry;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a search found.
 *
 * @param next where the next page begins; empty after the last one
 * @param cut whether more matched than the size limit allows
 */
record Found(List<Entry> entries, OptionalLong next, boolean cut) {}
