package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.Position;

/** An appointment. */
public final class AppointmentForm implements EntryForm<Appointment> {

    private final Tree tree;

    public AppointmentForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khueAppointment";
    }

    @Override
    public Entry write(Appointment appointment) {
        var entry = new Entry(tree.edge(tree.appointments(), appointment.id()));
        entry.addAttribute("objectClass", objectClass());
        entry.addAttribute("khueId", appointment.id().toString());
        entry.addAttribute("khuePerson", appointment.person().toString());
        entry.addAttribute("khueUnit", appointment.unit());
        entry.addAttribute("khuePosition", appointment.position().name());
        entry.addAttribute("khueAppointmentKind", appointment.kind().name());
        appointment.decision().ifPresent(decision -> entry.addAttribute("khueDecision", decision));
        Fields.write(entry, appointment.validity());
        return entry;
    }

    @Override
    public Appointment read(Entry entry) {
        var fields = new Fields(entry);
        return fields.record(() -> new Appointment(
                fields.uuid("khueId"),
                fields.uuid("khuePerson"),
                fields.text("khueUnit"),
                fields.code("khuePosition", Position.class),
                fields.code("khueAppointmentKind", AppointmentKind.class),
                fields.validity(),
                fields.maybe("khueDecision")));
    }
}
