// biome-ignore-all lint/performance/noBarrelFile: the one door of the package; bundlers drop what a program leaves out.
export type * from './account-types';
export type { VisageClient } from './api';
export type * from './calls';
export { fileToUpload, type UploadFile } from './file-to-upload';
export type * from './picture-types';
export { type PictureOf, type PictureUrlOptions, pictureUrl } from './picture-url';
export type * from './profile-types';
export { createVisageClient, type VisageClientOptions } from './visage-client';
export { type ErrorCode, isVisageError, type Reasons, type VisageError } from './visage-error';
export type { VisageFetch } from './visage-fetch';
