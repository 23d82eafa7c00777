package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.controls.ServerSideSortRequestControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.Optional;
import vn.khue.directory.ldap.Tree;

/** The two entries that tell about the server itself: the root DSE (RFC 4512 5.1) and the subschema. Immutable. */
final class AboutServer {

    private static final String SUBSCHEMA = "cn=schema";

    private final Entry root;
    private final Entry subschema;

    AboutServer(Tree tree, Schema schema) {
        root = new Entry("");
        root.addAttribute("objectClass", "top");
        root.addAttribute("supportedLDAPVersion", "3");
        root.addAttribute("namingContexts", tree.base().toString());
        root.addAttribute("subschemaSubentry", SUBSCHEMA);
        root.addAttribute("vendorName", "Khuê");
        root.addAttribute(
                "supportedControl",
                SimplePagedResultsControl.PAGED_RESULTS_OID,
                ServerSideSortRequestControl.SERVER_SIDE_SORT_REQUEST_OID);
        root.addAttribute("supportedExtension", WhoAmIExtendedRequest.WHO_AM_I_REQUEST_OID);
        subschema = schema.getSchemaEntry().duplicate();
        subschema.setDN(SUBSCHEMA);
    }

    /** The entry of that name; empty if it is not about the server. */
    Optional<Entry> entry(DN name) {
        if (name.isNullDN()) {
            return Optional.of(root);
        }
        return SUBSCHEMA.equals(name.toNormalizedString()) ? Optional.of(subschema) : Optional.empty();
    }
}
