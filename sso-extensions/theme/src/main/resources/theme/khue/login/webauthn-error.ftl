<#import "template.ftl" as layout>
<@layout.registrationLayout layout="sheet"; section>
<#if section = "header">${msg("khuePasskeyFailed")}<#elseif section = "form">
<form id="kc-error-credential-form" action="${url.loginAction}" method="post">
<input type="hidden" name="authenticationExecution" value="${execution!}"><input type="hidden" name="isSetRetry" value="retry">
<button class="btn go fill" id="kc-try-again">${msg("doTryAgain")}</button>
</form>
<#if isAppInitiatedAction??>
<form action="${url.loginAction}" method="post"><button class="btn bare fill" id="cancelWebAuthnAIA" name="cancel-aia" value="true">${msg("doCancel")}</button></form>
</#if>
</#if>
</@layout.registrationLayout>
