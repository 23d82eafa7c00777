package vn.khue.pki.store;

class InMemoryCertificateRegisterTest extends CertificateRegisterContract {
    private final CertificateRegister register = new InMemoryCertificateRegister();

    @Override
    CertificateRegister register() {
        return register;
    }
}
