package vn.khue.signing.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.khue.directory.Role;
import vn.khue.signing.cardoffice.OfficeAction;
import vn.khue.signing.cardoffice.OfficeGate;
import vn.khue.signing.certificate.CertificateRequests;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.enrolment.ServiceRequests;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/** Which tabs a person sees, by what they are in the acting unit today. */
@Component
public class Navigation {
    private static final Set<Role> OFFICERS = Set.of(Role.CAN_BO_RA, Role.CAN_BO_CA, Role.AN_NINH, Role.KIEM_TOAN);

    private final DocumentStore documents;
    private final CertificateRequests requests;
    private final ServiceRequests hosts;
    private final RightsGate rights;
    private final OfficeGate cardOffice;

    public Navigation(
            DocumentStore documents,
            CertificateRequests requests,
            ServiceRequests hosts,
            RightsGate rights,
            OfficeGate cardOffice) {
        this.documents = documents;
        this.requests = requests;
        this.hosts = hosts;
        this.rights = rights;
        this.cardOffice = cardOffice;
    }

    /** @param current path of the tab that is open */
    public List<Tab> of(ActingPerson person, String current) {
        List<Tab> tabs = new ArrayList<>();
        boolean signs = person.has(Role.HIEU_TRUONG) || person.has(Role.PHO_HIEU_TRUONG);
        boolean clerk = person.has(Role.VAN_THU);
        boolean submits = clerk || person.has(Role.GIAO_VIEN);
        if (signs) {
            add(tabs, "/inbox", "nav.inbox", documents.inboxSize(person.id(), person.unit()), current);
            add(tabs, "/inbox/signed", "nav.signed", 0, current);
            add(tabs, "/inbox/returned", "nav.returned", 0, current);
        }
        if (clerk) {
            add(tabs, "/clerk", "nav.clerk", documents.clerkQueueSize(person.unit()), current);
        }
        if (submits) {
            add(tabs, "/documents", "nav.submitted", 0, current);
        }
        if (signs || clerk) {
            add(tabs, "/register", "nav.register", 0, current);
        }
        if (signs) {
            add(tabs, "/delegations", "nav.delegations", 0, current);
        }
        boolean officer = person.roles().stream().anyMatch(OFFICERS::contains);
        boolean platform = person.has(Role.QT_NEN_TANG);
        if (platform || person.has(Role.KIEM_TOAN)) {
            add(tabs, "/trust", "nav.trust", 0, current);
        }
        if (person.has(Role.CAN_BO_RA)) {
            add(tabs, "/certificates/requests", "nav.requests", requests.open(), current);
        }
        if (officer || platform) {
            add(tabs, "/authority", "nav.authority", 0, current);
        }
        if (officer || platform || person.has(Role.QT_CNTT)) {
            add(tabs, "/hosts", "nav.hosts", hostsWaitingFor(person), current);
        }
        if (officer) {
            add(tabs, "/authority/certificates", "nav.certificate-list", 0, current);
        }
        if (signs) {
            add(tabs, "/card-verifiers", "nav.verifiers", 0, current);
        }
        if (rights.may(
                person,
                SigningAction.HOLD_CARD_ON_PHONE,
                new Subject.OfCard(person.unit(), Set.of(), person.id(), false))) {
            add(tabs, "/my-card/phones", "nav.phones", 0, current);
        }
        cards(tabs, person, current);
        if (!officer && !platform) {
            add(tabs, "/certificates", "nav.certificates", 0, current);
        }
        return List.copyOf(tabs);
    }

    private long hostsWaitingFor(ActingPerson person) {
        return (person.has(Role.CAN_BO_RA) ? hosts.count("REQUESTED") : 0)
                + (person.has(Role.CAN_BO_CA) ? hosts.count("APPROVED") : 0);
    }

    /** Tabs of the card office. */
    private void cards(List<Tab> tabs, ActingPerson person, String current) {
        if (cardOffice.mayAnywhere(person, OfficeAction.SEE_NUMBERS)) {
            add(tabs, "/card-office", "nav.card-office", 0, current);
        }
        if (cardOffice.mayAnywhere(person, OfficeAction.SEE_PEOPLE)) {
            add(tabs, "/card-office/batches", "nav.card-batches", 0, current);
        }
        if (cardOffice.mayAnywhere(person, OfficeAction.CHANGE_PHOTOS)) {
            add(tabs, "/card-office/lost", "nav.card-lost", 0, current);
        }
        if (cardOffice.mayAnywhere(person, OfficeAction.SEE_STAFF)) {
            add(tabs, "/card-office/staff", "nav.card-staff", 0, current);
        }
    }

    /** Where a person starts. */
    public String home(ActingPerson person) {
        return of(person, "").get(0).href();
    }

    private static void add(List<Tab> tabs, String href, String label, long count, String current) {
        tabs.add(new Tab(href, label, count, href.equals(current)));
    }
}
