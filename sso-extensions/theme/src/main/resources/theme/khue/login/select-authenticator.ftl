<#import "template.ftl" as layout>
<@layout.registrationLayout layout="sheet"; section>
<#if section = "header">${msg("loginChooseAuthenticator")}<#elseif section = "form">
<form class="ways" id="kc-select-credential-form" action="${url.loginAction}" method="post">
<#list auth.authenticationSelections as s><button class="btn" name="authenticationExecution" value="${s.authExecId}">${msg(s.displayName)}</button></#list>
</form>
</#if>
</@layout.registrationLayout>
