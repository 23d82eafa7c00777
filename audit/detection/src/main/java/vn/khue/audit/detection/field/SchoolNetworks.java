package vn.khue.audit.detection.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.audit.detection.DetectionException;
import vn.khue.audit.detection.match.Network;

/**
 * The addresses behind which whole schools stand (NAT): many people fail there without any attack. Immutable.
 */
public final class SchoolNetworks {

    private final List<Network> networks;

    private SchoolNetworks(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * @param ranges such as 203.0.113.0/24, each of a school
     * @throws DetectionException naming the first that is none
     */
    public static SchoolNetworks of(List<String> ranges) {
        List<Network> networks = new ArrayList<>();
        for (String range : ranges) {
            networks.add(Network.parse(range.strip())
                    .orElseThrow(() -> new DetectionException(
                            "School networks: expected ranges such as 203.0.113.0/24, found " + range)));
        }
        return new SchoolNetworks(networks);
    }

    public boolean hold(Optional<String> address) {
        if (address.isEmpty()) {
            return false;
        }
        for (Network network : networks) {
            if (network.passes(address.get())) {
                return true;
            }
        }
        return false;
    }
}
