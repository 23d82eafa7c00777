package vn.khue.launcher.district;

import java.time.LocalDate;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.slapd.FirstLoad;
import vn.khue.district.DemoCast;
import vn.khue.district.District;
import vn.khue.district.DistrictLoader;
import vn.khue.district.Scale;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;

/** The invented district in the running directory. */
public final class DemoDistrict {
    private static final String BASE = "dc=khue,dc=edu,dc=vn";

    private final Ports ports;
    private final Secrets secrets;
    private final District district;
    private final Console console;

    /** @param scale how much of the district is peopled */
    public DemoDistrict(Ports ports, Secrets secrets, Scale scale, Console console) {
        this.ports = ports;
        this.secrets = secrets;
        this.district = new District(District.DEMO_SEED, scale);
        this.console = console;
    }

    /** Fills a slapd that holds nothing yet and does not run; {@link #load} then finds the district there. */
    public void fill(FirstLoad.Records records) {
        district.tell(new FirstRecords(records));
    }

    /** Loads the district unless it is there. */
    public void load() {
        try {
            DistrictLoader.Loaded loaded = new DistrictLoader(admin()).load(district, done -> {});
            if (loaded.written() > 0) {
                console.step("district.loaded", loaded.written(), console.seconds(loaded.time()));
            }
        } catch (DirectoryException e) {
            throw new LauncherException(e.getMessage(), e);
        }
    }

    /** Name of the unit that manages this one on that day; its own id where none does. */
    public String unitAbove(String unit, LocalDate day) {
        try (LdapDirectory directory = new LdapDirectory(admin())) {
            return directory
                    .managing(unit, EdgeKind.QUAN_LY, day)
                    .flatMap(above -> above.nameOn(day))
                    .orElse(unit);
        }
    }

    private LdapEndpoint admin() {
        return LdapEndpoint.of(ports.ldapUrl(), BASE, "cn=admin," + BASE, secrets.read("ldap-admin"));
    }

    /** The people whom the demo shows. */
    public DemoCast cast() {
        return district.cast();
    }
}
