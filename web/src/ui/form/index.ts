export { CheckField, SelectField, TextArea, TextField, type Choice } from './fields';
export { Form } from './Form';
export { showServerError, useZodForm } from './useZodForm';
