package vn.khue.launcher.directory;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.part.Health;

/** Asks a directory server for its health by binding as its administrator. Thread-safe. */
final class BindHealth {
    private static final String LIMIT_MILLIS = "3000";

    private final Ports ports;
    private final Secrets secrets;

    BindHealth(Ports ports, Secrets secrets) {
        this.ports = ports;
        this.secrets = secrets;
    }

    // JNDI takes its settings as a Hashtable only.
    @SuppressWarnings("JdkObsolete")
    Health ask() {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        settings.put(Context.PROVIDER_URL, ports.ldapUrl());
        settings.put(Context.SECURITY_AUTHENTICATION, "simple");
        settings.put(Context.SECURITY_PRINCIPAL, "cn=admin,dc=khue,dc=edu,dc=vn");
        settings.put(Context.SECURITY_CREDENTIALS, secrets.read("ldap-admin"));
        settings.put("com.sun.jndi.ldap.connect.timeout", LIMIT_MILLIS);
        settings.put("com.sun.jndi.ldap.read.timeout", LIMIT_MILLIS);
        try {
            new InitialDirContext(settings).close();
            return new Health.Up();
        } catch (NamingException e) {
            return new Health.NotReady(e.getClass().getSimpleName() + " " + ports.ldapUrl());
        }
    }
}
